data "aws_caller_identity" "this" {}

# One key for all that rests: secrets, disks, bucket, images, file system, logs.
resource "aws_kms_key" "this" {
  description             = "Docent ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # Without this, the account itself could lose the key; who may use it stays up to IAM.
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${var.region}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${var.region}:${data.aws_caller_identity.this.account_id}:*" } }
      },
      {
        Sid       = "NodeDisks"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey", "kms:CreateGrant"]
        Resource  = "*"
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/docent-${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

module "network" {
  source = "../network"

  name               = var.name
  cidr               = var.cidr
  availability_zones = var.availability_zones
  nat_gateways       = var.nat_gateways
  kms_key_arn        = aws_kms_key.this.arn
  outpost            = var.outpost == null ? null : { arn = var.outpost.arn, availability_zone = var.outpost.availability_zone }
}

module "cluster" {
  source = "../cluster"

  name                = var.name
  kubernetes_version  = var.kubernetes_version
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.private_subnet_ids
  kms_key_arn         = aws_kms_key.this.arn
  public_access_cidrs = var.public_access_cidrs
  admin_role_arns     = var.admin_role_arns
  deletion_protection = !var.disposable
  outpost             = var.outpost == null ? null : { arn = var.outpost.arn, instance_type = var.outpost.control_plane_instance_type }
}

module "nodes" {
  source = "../nodes"

  cluster_name       = module.cluster.name
  kubernetes_version = var.kubernetes_version
  subnet_ids         = module.network.private_subnet_ids
  kms_key_arn        = aws_kms_key.this.arn
  groups             = var.groups
}

module "storage" {
  source = "../storage"

  name          = var.name
  bucket_name   = var.bucket_name
  kms_key_arn   = aws_kms_key.this.arn
  vpc_id        = module.network.vpc_id
  subnet_ids    = zipmap(var.availability_zones, module.network.private_subnet_ids)
  client_cidr   = module.network.cidr
  efs           = var.outpost == null
  force_destroy = var.disposable
}

module "identity" {
  source = "../identity"

  name              = var.name
  oidc_provider_arn = module.cluster.oidc_provider_arn
  oidc_issuer       = module.cluster.oidc_issuer
  bucket_arn        = module.storage.bucket_arn
  kms_key_arn       = aws_kms_key.this.arn
  cluster_name      = var.name
  secret_prefix     = "docent/${var.name}/"
  scientists        = var.scientists
}

module "addons" {
  source = "../addons"

  cluster_name = module.cluster.name
  vpc_id       = module.network.vpc_id
  region       = var.region
  role_arns    = module.identity.role_arns
  eks_addons   = var.outpost == null

  depends_on = [module.nodes]
}

module "budget" {
  source = "../budget"

  name      = var.name
  limit_usd = var.budget_usd
  emails    = var.budget_emails
}
