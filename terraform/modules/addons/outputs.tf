output "flink_operator_version" {
  value = local.charts["flink-operator"].version
}
