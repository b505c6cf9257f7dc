locals {
  gpu_taint = { key = "nvidia.com/gpu", value = "present", effect = "NO_SCHEDULE" }
  taints = {
    for name, group in var.groups : name => concat(group.taints, group.gpu ? [local.gpu_taint] : [])
  }
  labels = {
    for name, group in var.groups : name => merge(
      { "docent.dev/group" = name, "docent.dev/capacity" = lower(replace(group.capacity_type, "_", "-")) },
      group.gpu ? { "docent.dev/accelerator" = "nvidia" } : {},
      group.labels,
    )
  }
  # The autoscaler learns from these tags what a group at zero would bring.
  template_tags = merge([
    for name, group in var.groups : merge(
      { for key, value in local.labels[name] : "${name} label ${key}" => { group = name, key = "k8s.io/cluster-autoscaler/node-template/label/${key}", value = value } },
      { for taint in local.taints[name] : "${name} taint ${taint.key}" => { group = name, key = "k8s.io/cluster-autoscaler/node-template/taint/${taint.key}", value = "${taint.value}:${replace(title(lower(replace(taint.effect, "_", " "))), " ", "")}" } },
      group.gpu ? { "${name} gpu" = { group = name, key = "k8s.io/cluster-autoscaler/node-template/resources/nvidia.com/gpu", value = "1" } } : {},
    )
  ]...)
}

resource "aws_iam_role" "node" {
  name = "${var.cluster_name}-node"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "node" {
  for_each = toset([
    "AmazonEKSWorkerNodePolicy",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonSSMManagedInstanceCore",
  ])

  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_launch_template" "this" {
  for_each = var.groups

  name_prefix = "${var.cluster_name}-${each.key}-"

  # Version 2 only, one hop: a pod can't ask for the node's own credentials.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_type           = "gp3"
      volume_size           = each.value.disk_gib
      encrypted             = true
      kms_key_id            = var.kms_key_arn
      delete_on_termination = true
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "${var.cluster_name}-${each.key}" }
  }
}

resource "aws_eks_node_group" "this" {
  for_each = var.groups

  cluster_name    = var.cluster_name
  node_group_name = each.key
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = var.subnet_ids
  version         = var.kubernetes_version
  capacity_type   = each.value.capacity_type
  instance_types  = each.value.instance_types
  ami_type        = each.value.gpu ? "AL2023_x86_64_NVIDIA" : "AL2023_x86_64_STANDARD"
  labels          = local.labels[each.key]

  launch_template {
    id      = aws_launch_template.this[each.key].id
    version = aws_launch_template.this[each.key].latest_version
  }

  scaling_config {
    min_size     = each.value.min_size
    max_size     = each.value.max_size
    desired_size = coalesce(each.value.desired_size, each.value.min_size)
  }

  update_config {
    max_unavailable = 1
  }

  dynamic "taint" {
    for_each = local.taints[each.key]
    content {
      key    = taint.value.key
      value  = taint.value.value
      effect = taint.value.effect
    }
  }

  lifecycle {
    # The autoscaler moves it from here on.
    ignore_changes = [scaling_config[0].desired_size]
  }

  depends_on = [aws_iam_role_policy_attachment.node]
}

resource "aws_autoscaling_group_tag" "template" {
  for_each = local.template_tags

  autoscaling_group_name = aws_eks_node_group.this[each.value.group].resources[0].autoscaling_groups[0].name

  tag {
    key                 = each.value.key
    value               = each.value.value
    propagate_at_launch = false
  }
}
