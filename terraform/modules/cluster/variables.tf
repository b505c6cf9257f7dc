variable "name" {
  description = "The cluster's name."
  type        = string
}

variable "kubernetes_version" {
  description = "EKS's minor version."
  type        = string
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets for the control plane's interfaces."
  type        = list(string)
}

variable "kms_key_arn" {
  description = "Key that encrypts Kubernetes secrets and the control plane's logs."
  type        = string
}

variable "public_access_cidrs" {
  description = "Who may reach the API from outside; empty closes the public endpoint."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.public_access_cidrs, "0.0.0.0/0")
    error_message = "The Kubernetes API must not be open to the whole internet; name your offices' or VPN's addresses."
  }
}

variable "admin_role_arns" {
  description = "IAM roles that administer the cluster."
  type        = set(string)
  default     = []
}

variable "outpost" {
  description = "For a control plane on an Outpost: its ARN and the instance type; null for the region."
  type = object({
    arn           = string
    instance_type = string
  })
  default = null
}

variable "log_retention_days" {
  description = "Days for which the control plane's logs are kept."
  type        = number
  default     = 90
}

variable "deletion_protection" {
  description = "Whether the cluster refuses to be deleted."
  type        = bool
  default     = true
}
