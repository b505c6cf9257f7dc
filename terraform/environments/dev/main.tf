locals {
  name = "docent-dev"
}

# Small, cheap, and gone when you say so.
module "platform" {
  source = "../../modules/platform"

  name               = local.name
  region             = var.region
  availability_zones = ["${var.region}a", "${var.region}b"]
  bucket_name        = var.bucket_name
  admin_role_arns    = var.admin_role_arns
  scientists         = var.scientists
  budget_usd         = 400
  budget_emails      = var.budget_emails
  disposable         = true

  groups = {
    system = {
      instance_types = ["m7i.large"]
      min_size       = 1
      max_size       = 4
    }
    pipelines = {
      instance_types = ["m7i.2xlarge", "m6i.2xlarge", "m7a.2xlarge"]
      capacity_type  = "SPOT"
      min_size       = 0
      max_size       = 6
      labels         = { "docent.dev/work" = "pipelines" }
      taints         = [{ key = "docent.dev/work", value = "pipelines", effect = "NO_SCHEDULE" }]
    }
    serving = {
      instance_types = ["c7i.xlarge"]
      min_size       = 1
      max_size       = 8
      labels         = { "docent.dev/work" = "serving" }
    }
    gpu-spot = {
      instance_types = ["g5.xlarge", "g5.2xlarge", "g6.xlarge"]
      capacity_type  = "SPOT"
      gpu            = true
      disk_gib       = 150
      min_size       = 0
      max_size       = 2
    }
    gpu-on-demand = {
      instance_types = ["g5.12xlarge"]
      gpu            = true
      disk_gib       = 150
      min_size       = 0
      max_size       = 1
    }
  }
}
