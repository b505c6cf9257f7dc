output "deploy_role_arns" {
  value = { for name, role in aws_iam_role.deploy : name => role.arn }
}
