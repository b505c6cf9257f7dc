variable "cluster_name" {
  description = "The cluster that the nodes join."
  type        = string
}

variable "kubernetes_version" {
  description = "The nodes' minor version."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets."
  type        = list(string)
}

variable "kms_key_arn" {
  description = "Key that encrypts the nodes' disks."
  type        = string
}

variable "groups" {
  description = "Node groups by name. A group with a GPU scales to zero: its minimum must be 0."
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

  validation {
    condition     = alltrue([for name, group in var.groups : group.min_size == 0 if group.gpu])
    error_message = "A GPU group costs money while it idles: its min_size must be 0."
  }

  validation {
    condition     = alltrue([for name, group in var.groups : group.min_size <= coalesce(group.desired_size, group.min_size) && coalesce(group.desired_size, group.min_size) <= group.max_size])
    error_message = "Each group needs min_size <= desired_size <= max_size."
  }

  validation {
    condition     = alltrue([for name, group in var.groups : contains(["ON_DEMAND", "SPOT"], group.capacity_type)])
    error_message = "capacity_type must be ON_DEMAND or SPOT."
  }
}
