locals {
  name = "docent-prod"
}

# Survives the loss of a zone; nothing of it can be destroyed in passing.
module "platform" {
  source = "../../modules/platform"

  name               = local.name
  region             = var.region
  availability_zones = ["${var.region}a", "${var.region}b", "${var.region}c"]
  nat_gateways       = "per-zone"
  bucket_name        = var.bucket_name
  admin_role_arns    = var.admin_role_arns
  scientists         = var.scientists
  budget_usd         = 3000
  budget_emails      = var.budget_emails

  groups = {
    system = {
      instance_types = ["m7i.large"]
      min_size       = 2
      max_size       = 4
    }
    pipelines = {
      instance_types = ["m7i.2xlarge", "m6i.2xlarge", "m7a.2xlarge"]
      capacity_type  = "SPOT"
      min_size       = 0
      max_size       = 24
      labels         = { "docent.dev/work" = "pipelines" }
      taints         = [{ key = "docent.dev/work", value = "pipelines", effect = "NO_SCHEDULE" }]
    }
    serving = {
      instance_types = ["c7i.xlarge"]
      min_size       = 2
      max_size       = 8
      labels         = { "docent.dev/work" = "serving" }
    }
    gpu-spot = {
      instance_types = ["g5.xlarge", "g5.2xlarge", "g6.xlarge"]
      capacity_type  = "SPOT"
      gpu            = true
      disk_gib       = 150
      min_size       = 0
      max_size       = 4
    }
    gpu-on-demand = {
      instance_types = ["g5.12xlarge"]
      gpu            = true
      disk_gib       = 150
      min_size       = 0
      max_size       = 2
    }
  }
}
