output "role_arn" {
  value = aws_iam_role.node.arn
}

output "group_names" {
  value = [for group in aws_eks_node_group.this : group.node_group_name]
}
