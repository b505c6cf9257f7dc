output "role_arns" {
  description = "By workload: pipelines, workers, trainer, serving, a data scientist as scientist-NAME, and the cluster's tools."
  value       = { for name, role in aws_iam_role.this : name => role.arn }
}
