variable "name" {
  description = "Prefix of every role's name."
  type        = string
}

variable "oidc_provider_arn" {
  description = "The cluster's OpenID Connect provider."
  type        = string
}

variable "oidc_issuer" {
  description = "Its issuer, without 'https://'."
  type        = string
}

variable "bucket_arn" {
  description = "The workspace's bucket."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the bucket."
  type        = string
}

variable "cluster_name" {
  description = "The cluster whose node groups the autoscaler may change."
  type        = string
}

variable "secret_prefix" {
  description = "Secrets Manager names that the cluster may read start with this."
  type        = string
}

variable "scientists" {
  description = "A data scientist's namespace and the prefix in the bucket that is theirs, by name."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for name in var.scientists : can(regex("^[a-z][a-z0-9-]{1,30}$", name))])
    error_message = "A data scientist's name must be lower-case letters, digits and hyphens, 2 to 31 characters."
  }
}
