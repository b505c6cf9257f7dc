locals {
  name = "docent-outpost"
}

# A local cluster: control plane and nodes on the Outpost, data in the region's bucket. Outposts have
# the instance types that were ordered, no spot, and gp2 disks or what the rack offers.
module "platform" {
  source = "../../modules/platform"

  name               = local.name
  region             = var.region
  availability_zones = ["${var.region}a", "${var.region}b"]
  bucket_name        = var.bucket_name
  admin_role_arns    = var.admin_role_arns
  scientists         = var.scientists
  budget_usd         = 1000
  budget_emails      = var.budget_emails
  outpost            = var.outpost

  groups = {
    system = {
      instance_types = ["m5.large"]
      min_size       = 2
      max_size       = 3
    }
    pipelines = {
      instance_types = ["m5.2xlarge"]
      min_size       = 0
      max_size       = 6
      labels         = { "docent.dev/work" = "pipelines" }
      taints         = [{ key = "docent.dev/work", value = "pipelines", effect = "NO_SCHEDULE" }]
    }
    gpu = {
      instance_types = ["g4dn.xlarge"]
      gpu            = true
      min_size       = 0
      max_size       = 2
    }
  }
}
