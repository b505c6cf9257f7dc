variable "name" {
  description = "Prefix of every resource's name."
  type        = string
}

variable "bucket_name" {
  description = "Bucket of the workspace: artifacts, models, indexes. Globally unique."
  type        = string
}

variable "kms_key_arn" {
  description = "Key that encrypts bucket, images and file system."
  type        = string
}

variable "images" {
  description = "Image repositories to make."
  type        = set(string)
  default     = ["pipelines", "models", "models-gpu", "serving"]
}

variable "vpc_id" {
  description = "The network of the file system."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets that mount the file system, by a name known before they exist."
  type        = map(string)
}

variable "client_cidr" {
  description = "Addresses that may mount the file system."
  type        = string
}

variable "efs" {
  description = "Whether to make a shared file system as the alternative to S3."
  type        = bool
  default     = true
}

variable "artifact_days" {
  description = "Days after which old versions of objects are removed."
  type        = number
  default     = 30
}

variable "force_destroy" {
  description = "Whether destroying removes a bucket that isn't empty: right for trials only."
  type        = bool
  default     = false
}
