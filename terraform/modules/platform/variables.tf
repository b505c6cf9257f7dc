variable "name" {
  description = "The environment's name: prefix of all resources, and the tag 'project'."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,20}$", var.name))
    error_message = "The name '${var.name}' must be lower-case letters, digits and hyphens, 3 to 21 characters."
  }
}

variable "region" {
  description = "AWS region."
  type        = string
}

variable "availability_zones" {
  description = "Two or three zones of the region."
  type        = list(string)
}

variable "cidr" {
  description = "Addresses of the network."
  type        = string
  default     = "10.40.0.0/16"
}

variable "nat_gateways" {
  description = "'single' or 'per-zone'."
  type        = string
  default     = "single"
}

variable "kubernetes_version" {
  description = "EKS's minor version."
  type        = string
  default     = "1.33"
}

variable "bucket_name" {
  description = "Bucket of the workspace; globally unique."
  type        = string
}

variable "groups" {
  description = "Node groups; see the nodes module."
  type = map(object({
    instance_types = list(string)
    min_size       = number
    max_size       = number
    desired_size   = optional(number)
    capacity_type  = optional(string, "ON_DEMAND")
    disk_gib       = optional(number, 80)
    gpu            = optional(bool, false)
    labels         = optional(map(string), {})
    taints = optional(list(object({
      key    = string
      value  = string
      effect = string
    })), [])
  }))
}

variable "public_access_cidrs" {
  description = "Who may reach the Kubernetes API from outside; empty closes it."
  type        = list(string)
  default     = []
}

variable "admin_role_arns" {
  description = "IAM roles that administer the cluster."
  type        = set(string)
  default     = []
}

variable "scientists" {
  description = "Data scientists with a namespace and a prefix of the bucket of their own."
  type        = set(string)
  default     = []
}

variable "budget_usd" {
  description = "US dollars a month."
  type        = number
}

variable "budget_emails" {
  description = "Who is told when the budget runs out."
  type        = list(string)
}

variable "disposable" {
  description = "Whether 'destroy' may remove a bucket with data and a cluster: right for trials only."
  type        = bool
  default     = false
}

variable "outpost" {
  description = "The Outpost to run on; null for the region."
  type = object({
    arn                         = string
    availability_zone           = string
    control_plane_instance_type = string
  })
  default = null
}
