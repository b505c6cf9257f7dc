variable "name" {
  description = "The value of the tag 'project' whose cost counts."
  type        = string
}

variable "limit_usd" {
  description = "US dollars a month."
  type        = number

  validation {
    condition     = var.limit_usd > 0
    error_message = "A budget must be more than 0 US dollars."
  }
}

variable "emails" {
  description = "Who is told at 80% spent and when 100% is forecast."
  type        = list(string)

  validation {
    condition     = length(var.emails) > 0
    error_message = "A budget that tells nobody is none: give an address."
  }
}
