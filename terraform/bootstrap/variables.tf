variable "region" {
  description = "AWS region."
  type        = string
  default     = "eu-central-1"
}

variable "state_bucket" {
  description = "Bucket for Terraform's state; globally unique."
  type        = string
}

variable "repository" {
  description = "OWNER/NAME of the repository whose workflows deploy."
  type        = string
}

variable "environments" {
  description = "Environments of the repository that get a role."
  type        = set(string)
  default     = ["dev", "prod", "outposts"]
}
