output "cluster_name" {
  value = module.cluster.name
}

output "cluster_endpoint" {
  value = module.cluster.endpoint
}

output "cluster_certificate_authority" {
  value = module.cluster.certificate_authority
}

output "workspace" {
  description = "What --workspace is given."
  value       = "s3://${module.storage.bucket_name}/workspace"
}

output "repository_urls" {
  value = module.storage.repository_urls
}

output "file_system_id" {
  value = module.storage.file_system_id
}

output "role_arns" {
  value = module.identity.role_arns
}

output "subnet_ids" {
  value = module.network.private_subnet_ids
}

output "network" {
  description = "Addresses of the network, which proxies and pods are in."
  value       = module.network.cidr
}

output "region" {
  value = var.region
}

output "secret_prefix" {
  description = "Secrets that the cluster may read start with this."
  value       = "docent/${var.name}/"
}
