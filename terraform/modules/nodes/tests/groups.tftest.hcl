variables {
  cluster_name       = "docent-test"
  kubernetes_version = "1.33"
  subnet_ids         = ["subnet-1", "subnet-2"]
  kms_key_arn        = "arn:aws:kms:eu-central-1:000000000000:key/1"
  groups = {
    gpu = {
      instance_types = ["g5.xlarge"]
      gpu            = true
      min_size       = 0
      max_size       = 2
    }
  }
}

run "a_gpu_group_scales_to_zero" {
  command = plan

  assert {
    condition     = aws_eks_node_group.this["gpu"].scaling_config[0].min_size == 0 && aws_eks_node_group.this["gpu"].scaling_config[0].desired_size == 0
    error_message = "A GPU group doesn't rest at zero."
  }

  assert {
    condition     = [for tag in aws_autoscaling_group_tag.template : one(tag.tag).value if one(tag.tag).key == "k8s.io/cluster-autoscaler/node-template/taint/nvidia.com/gpu"] == ["present:NoSchedule"]
    error_message = "The autoscaler doesn't know the taint of a group at zero."
  }

  assert {
    condition     = anytrue([for tag in aws_autoscaling_group_tag.template : one(tag.tag).key == "k8s.io/cluster-autoscaler/node-template/resources/nvidia.com/gpu"])
    error_message = "The autoscaler doesn't know that a group at zero has a GPU."
  }
}

run "a_gpu_group_that_idles_is_refused" {
  command = plan

  variables {
    groups = {
      gpu = {
        instance_types = ["g5.xlarge"]
        gpu            = true
        min_size       = 1
        max_size       = 2
      }
    }
  }

  expect_failures = [var.groups]
}

run "sizes_in_the_wrong_order_are_refused" {
  command = plan

  variables {
    groups = {
      system = {
        instance_types = ["m7i.large"]
        min_size       = 3
        max_size       = 2
      }
    }
  }

  expect_failures = [var.groups]
}
