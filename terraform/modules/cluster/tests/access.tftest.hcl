variables {
  name               = "docent-test"
  kubernetes_version = "1.33"
  vpc_id             = "vpc-1"
  subnet_ids         = ["subnet-1", "subnet-2"]
  kms_key_arn        = "arn:aws:kms:eu-central-1:000000000000:key/1"
}

run "the_api_is_private_by_default" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "The API has a public endpoint that nobody asked for."
  }

  assert {
    condition     = contains(aws_eks_cluster.this.encryption_config[0].resources, "secrets")
    error_message = "Secrets aren't encrypted."
  }
}

run "the_whole_internet_is_refused" {
  command = plan

  variables {
    public_access_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.public_access_cidrs]
}

run "an_outpost_has_its_own_control_plane" {
  command = plan

  variables {
    outpost = {
      arn           = "arn:aws:outposts:eu-central-1:000000000000:outpost/op-1"
      instance_type = "m5.large"
    }
  }

  assert {
    condition     = aws_eks_cluster.this.outpost_config[0].control_plane_instance_type == "m5.large" && length(aws_eks_cluster.this.encryption_config) == 0
    error_message = "The local cluster isn't set up as EKS on Outposts wants it."
  }
}
