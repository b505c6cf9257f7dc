# What the load balancer controller needs for application load balancers, narrowed to this cluster by
# the tag that the controller puts on all it makes.
locals {
  elb   = "arn:aws:elasticloadbalancing:${local.region}:${local.account}"
  owned = { StringEquals = { "aws:ResourceTag/elbv2.k8s.aws/cluster" = var.cluster_name } }
  born  = { StringEquals = { "aws:RequestTag/elbv2.k8s.aws/cluster" = var.cluster_name } }

  load_balancer_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Look"
        Effect = "Allow"
        Action = [
          "acm:DescribeCertificate",
          "acm:ListCertificates",
          "ec2:DescribeAccountAttributes",
          "ec2:DescribeAddresses",
          "ec2:DescribeAvailabilityZones",
          "ec2:DescribeInstances",
          "ec2:DescribeInternetGateways",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeTags",
          "ec2:DescribeVpcs",
          "elasticloadbalancing:DescribeListenerAttributes",
          "elasticloadbalancing:DescribeListenerCertificates",
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeLoadBalancerAttributes",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTags",
          "elasticloadbalancing:DescribeTargetGroupAttributes",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
        ]
        Resource = ["*"]
      },
      {
        Sid    = "Create"
        Effect = "Allow"
        Action = ["elasticloadbalancing:CreateLoadBalancer", "elasticloadbalancing:CreateTargetGroup"]
        Resource = [
          "${local.elb}:loadbalancer/app/k8s-*",
          "${local.elb}:targetgroup/k8s-*",
        ]
        Condition = local.born
      },
      {
        Sid    = "Tag"
        Effect = "Allow"
        Action = ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"]
        Resource = [
          "${local.elb}:loadbalancer/app/k8s-*",
          "${local.elb}:targetgroup/k8s-*",
          "${local.elb}:listener/app/k8s-*",
          "${local.elb}:listener-rule/app/k8s-*",
        ]
      },
      {
        Sid    = "Change"
        Effect = "Allow"
        Action = [
          "elasticloadbalancing:AddListenerCertificates",
          "elasticloadbalancing:CreateListener",
          "elasticloadbalancing:CreateRule",
          "elasticloadbalancing:DeleteListener",
          "elasticloadbalancing:DeleteLoadBalancer",
          "elasticloadbalancing:DeleteRule",
          "elasticloadbalancing:DeleteTargetGroup",
          "elasticloadbalancing:DeregisterTargets",
          "elasticloadbalancing:ModifyListener",
          "elasticloadbalancing:ModifyLoadBalancerAttributes",
          "elasticloadbalancing:ModifyRule",
          "elasticloadbalancing:ModifyTargetGroup",
          "elasticloadbalancing:ModifyTargetGroupAttributes",
          "elasticloadbalancing:RegisterTargets",
          "elasticloadbalancing:SetSecurityGroups",
          "elasticloadbalancing:SetSubnets",
        ]
        Resource = [
          "${local.elb}:loadbalancer/app/k8s-*",
          "${local.elb}:targetgroup/k8s-*",
          "${local.elb}:listener/app/k8s-*",
          "${local.elb}:listener-rule/app/k8s-*",
        ]
        Condition = local.owned
      },
      {
        Sid      = "MakeSecurityGroup"
        Effect   = "Allow"
        Action   = ["ec2:CreateSecurityGroup"]
        Resource = ["arn:aws:ec2:${local.region}:${local.account}:security-group/*", "arn:aws:ec2:${local.region}:${local.account}:vpc/*"]
      },
      {
        Sid       = "TagSecurityGroup"
        Effect    = "Allow"
        Action    = ["ec2:CreateTags"]
        Resource  = ["arn:aws:ec2:${local.region}:${local.account}:security-group/*"]
        Condition = { StringEquals = { "ec2:CreateAction" = "CreateSecurityGroup", "aws:RequestTag/elbv2.k8s.aws/cluster" = var.cluster_name } }
      },
      {
        Sid       = "ChangeSecurityGroup"
        Effect    = "Allow"
        Action    = ["ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupIngress"]
        Resource  = ["arn:aws:ec2:${local.region}:${local.account}:security-group/*"]
        Condition = local.owned
      },
    ]
  }
}
