data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account = data.aws_caller_identity.this.account_id
  region  = data.aws_region.this.region

  # Who reads and writes which part of the bucket.
  workloads = {
    pipelines = { namespace = "docent", account = "docent-pipelines", read = ["*"], write = ["workspace/*"] }
    workers   = { namespace = "docent", account = "docent-workers", read = ["*"], write = ["workspace/*"] }
    trainer   = { namespace = "docent", account = "docent-trainer", read = ["workspace/*"], write = ["workspace/artifacts/train/*", "workspace/scratch/train/*"] }
    serving   = { namespace = "docent", account = "docent-serving", read = ["workspace/models/*", "workspace/releases/*", "workspace/current/*", "workspace/artifacts/index/*", "workspace/artifacts/topics/*", "workspace/artifacts/vectors/*", "workspace/artifacts/evaluate/*"], write = [] }
  }
  scientists = {
    for name in var.scientists : "scientist-${name}" => {
      namespace = "docent-${name}"
      account   = "docent"
      read      = ["articles/*", "wikipedia/*", "scientists/${name}/*"]
      write     = ["scientists/${name}/*"]
    }
  }
  # Rights to see unfinished uploads are of a whole bucket; scientists go without them.
  ends_uploads = ["pipelines", "workers", "trainer"]
  bucket_roles = merge(local.workloads, local.scientists)

  tools = {
    autoscaler       = { namespace = "kube-system", account = "cluster-autoscaler" }
    external-secrets = { namespace = "external-secrets", account = "external-secrets" }
    load-balancer    = { namespace = "kube-system", account = "aws-load-balancer-controller" }
    efs-csi          = { namespace = "kube-system", account = "efs-csi-controller-sa" }
    ebs-csi          = { namespace = "kube-system", account = "ebs-csi-controller-sa" }
  }

  subjects = merge(local.bucket_roles, local.tools)
}

resource "aws_iam_role" "this" {
  for_each = local.subjects

  name = "${var.name}-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = var.oidc_provider_arn }
      Condition = {
        StringEquals = {
          "${var.oidc_issuer}:aud" = "sts.amazonaws.com"
          "${var.oidc_issuer}:sub" = "system:serviceaccount:${each.value.namespace}:${each.value.account}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "bucket" {
  for_each = local.bucket_roles

  name = "bucket"
  role = aws_iam_role.this[each.key].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "List"
          Effect    = "Allow"
          Action    = ["s3:ListBucket"]
          Resource  = [var.bucket_arn]
          Condition = { StringLike = { "s3:prefix" = concat([for path in each.value.read : path], [for path in each.value.write : path]) } }
        },
        {
          Sid      = "Read"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = [for path in each.value.read : "${var.bucket_arn}/${path}"]
        },
        {
          Sid      = "UseKey"
          Effect   = "Allow"
          Action   = length(each.value.write) > 0 ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"]
          Resource = [var.kms_key_arn]
        },
      ],
      !contains(local.ends_uploads, each.key) ? [] : [{
        Sid      = "SeeUploads"
        Effect   = "Allow"
        Action   = ["s3:ListBucketMultipartUploads"]
        Resource = [var.bucket_arn]
      }],
      length(each.value.write) == 0 ? [] : [{
        Sid      = "Write"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
        Resource = [for path in each.value.write : "${var.bucket_arn}/${path}"]
      }],
    )
  })
}

resource "aws_iam_role_policy" "autoscaler" {
  name = "scale"
  role = aws_iam_role.this["autoscaler"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Look"
        Effect = "Allow"
        Action = [
          "autoscaling:DescribeAutoScalingGroups",
          "autoscaling:DescribeAutoScalingInstances",
          "autoscaling:DescribeLaunchConfigurations",
          "autoscaling:DescribeScalingActivities",
          "autoscaling:DescribeTags",
          "ec2:DescribeImages",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions",
          "ec2:GetInstanceTypesFromInstanceRequirements",
          "eks:DescribeNodegroup",
        ]
        Resource = ["*"]
      },
      {
        Sid       = "Scale"
        Effect    = "Allow"
        Action    = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        Resource  = ["arn:aws:autoscaling:${local.region}:${local.account}:autoScalingGroup:*"]
        Condition = { StringEquals = { "aws:ResourceTag/k8s.io/cluster-autoscaler/${var.cluster_name}" = "owned" } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "external_secrets" {
  name = "read"
  role = aws_iam_role.this["external-secrets"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
      Resource = ["arn:aws:secretsmanager:${local.region}:${local.account}:secret:${var.secret_prefix}*"]
    }]
  })
}

resource "aws_iam_role_policy_attachment" "csi" {
  for_each = {
    efs-csi = "AmazonEFSCSIDriverPolicy"
    ebs-csi = "AmazonEBSCSIDriverPolicy"
  }

  role       = aws_iam_role.this[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/${each.value}"
}

resource "aws_iam_policy" "load_balancer" {
  name   = "${var.name}-load-balancer"
  policy = jsonencode(local.load_balancer_policy)
}

resource "aws_iam_role_policy_attachment" "load_balancer" {
  role       = aws_iam_role.this["load-balancer"].name
  policy_arn = aws_iam_policy.load_balancer.arn
}
