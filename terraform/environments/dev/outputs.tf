output "platform" {
  description = "What flink-k8s/ and the workflows need to know."
  value       = module.platform
}
