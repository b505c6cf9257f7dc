variable "cluster_name" {
  description = "The cluster."
  type        = string
}

variable "vpc_id" {
  description = "Its network, for the load balancer controller."
  type        = string
}

variable "region" {
  description = "Its region."
  type        = string
}

variable "role_arns" {
  description = "Roles of the tools, as the identity module gives them."
  type        = map(string)
}

variable "eks_addons" {
  description = "Whether EKS's own addons are to be managed; a local cluster on an Outpost brings its own."
  type        = bool
  default     = true
}

variable "dex_enabled" {
  description = "Whether to install dex, the login form in front of the search."
  type        = bool
  default     = true
}

variable "monitoring_retention" {
  description = "How long Prometheus keeps its series."
  type        = string
  default     = "30d"
}
