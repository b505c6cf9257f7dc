variable "region" {
  description = "AWS region."
  type        = string
  default     = "eu-central-1"
}

variable "bucket_name" {
  description = "Bucket of the workspace; globally unique."
  type        = string
}

variable "admin_role_arns" {
  description = "IAM roles that administer the cluster."
  type        = set(string)
}

variable "budget_emails" {
  description = "Who is told when the budget runs out."
  type        = list(string)
}

variable "scientists" {
  description = "Data scientists with a namespace of their own."
  type        = set(string)
  default     = []
}
