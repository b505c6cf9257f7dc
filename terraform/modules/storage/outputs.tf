output "bucket_name" {
  value = var.bucket_name
}

output "bucket_arn" {
  description = "Known before the bucket exists, so that policies can be read in a plan."
  value       = "arn:aws:s3:::${var.bucket_name}"
}

output "repository_urls" {
  value = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}

output "file_system_id" {
  value = var.efs ? aws_efs_file_system.this[0].id : null
}
