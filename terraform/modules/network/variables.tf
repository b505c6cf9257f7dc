variable "name" {
  description = "Prefix of every resource's name."
  type        = string
}

variable "cidr" {
  description = "Addresses of the network, a /16 to /20."
  type        = string
  default     = "10.40.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.cidr, 4, 15)) && tonumber(split("/", var.cidr)[1]) <= 20
    error_message = "The network '${var.cidr}' must be a CIDR block of /20 or larger."
  }
}

variable "availability_zones" {
  description = "Zones to spread over, two or three."
  type        = list(string)

  validation {
    condition     = length(var.availability_zones) >= 2 && length(var.availability_zones) <= 3
    error_message = "EKS needs subnets in two or three zones."
  }
}

variable "nat_gateways" {
  description = "One NAT gateway a zone survives a zone's loss; a single one is cheaper."
  type        = string
  default     = "single"

  validation {
    condition     = contains(["single", "per-zone"], var.nat_gateways)
    error_message = "nat_gateways must be 'single' or 'per-zone'."
  }
}

variable "outpost" {
  description = "The Outpost on which the private subnets lie; null for the region itself."
  type = object({
    arn               = string
    availability_zone = string
  })
  default = null
}

variable "log_retention_days" {
  description = "Days for which flow logs are kept."
  type        = number
  default     = 90
}

variable "kms_key_arn" {
  description = "Key that encrypts the flow logs."
  type        = string
}
