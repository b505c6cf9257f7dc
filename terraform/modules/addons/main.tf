locals {
  # One place for every chart's version; flink-k8s/ is tested against the Flink operator's.
  charts = {
    flink-operator = {
      repository = "https://archive.apache.org/dist/flink/flink-kubernetes-operator-1.10.0"
      chart      = "flink-kubernetes-operator"
      version    = "1.10.0"
      namespace  = "flink-operator"
      values     = { watchNamespaces = [], webhook = { create = false }, defaultConfiguration = { create = true, append = true } }
    }
    cluster-autoscaler = {
      repository = "https://kubernetes.github.io/autoscaler"
      chart      = "cluster-autoscaler"
      version    = "9.46.6"
      namespace  = "kube-system"
      values = {
        autoDiscovery = { clusterName = var.cluster_name }
        awsRegion     = var.region
        rbac          = { serviceAccount = local.accounts["autoscaler"] }
        extraArgs     = { scale-down-unneeded-time = "5m", skip-nodes-with-local-storage = false, expander = "least-waste" }
      }
    }
    nvidia-device-plugin = {
      repository = "https://nvidia.github.io/k8s-device-plugin"
      chart      = "nvidia-device-plugin"
      version    = "0.17.1"
      namespace  = "kube-system"
      values = {
        nodeSelector = { "docent.dev/accelerator" = "nvidia" }
        tolerations  = [{ key = "nvidia.com/gpu", operator = "Exists", effect = "NoSchedule" }]
      }
    }
    load-balancer = {
      repository = "https://aws.github.io/eks-charts"
      chart      = "aws-load-balancer-controller"
      version    = "1.13.0"
      namespace  = "kube-system"
      values = {
        clusterName    = var.cluster_name
        region         = var.region
        vpcId          = var.vpc_id
        serviceAccount = local.accounts["load-balancer"]
      }
    }
    external-secrets = {
      repository = "https://charts.external-secrets.io"
      chart      = "external-secrets"
      version    = "0.16.1"
      namespace  = "external-secrets"
      values     = { serviceAccount = local.accounts["external-secrets"] }
    }
    monitoring = {
      repository = "https://prometheus-community.github.io/helm-charts"
      chart      = "kube-prometheus-stack"
      version    = "72.3.0"
      namespace  = "monitoring"
      values = {
        prometheus = { prometheusSpec = {
          retention                               = var.monitoring_retention
          serviceMonitorSelectorNilUsesHelmValues = false
          podMonitorSelectorNilUsesHelmValues     = false
          ruleSelectorNilUsesHelmValues           = false
        } }
        grafana = { sidecar = { dashboards = { enabled = true, searchNamespace = "ALL" } } }
      }
    }
  }
  dex = {
    dex = {
      repository = "https://charts.dexidp.io"
      chart      = "dex"
      version    = "0.23.0"
      namespace  = "dex"
      # The configuration is a secret of its own, brought by external-secrets; see flink-k8s/.
      values = { configSecret = { create = false, name = "dex-config" } }
    }
  }

  releases = merge(local.charts, { for name, chart in local.dex : name => chart if var.dex_enabled })

  accounts = {
    for role, account in {
      autoscaler       = "cluster-autoscaler"
      load-balancer    = "aws-load-balancer-controller"
      external-secrets = "external-secrets"
    } : role => { create = true, name = account, annotations = { "eks.amazonaws.com/role-arn" = var.role_arns[role] } }
  }

  eks_addons = {
    vpc-cni            = null
    kube-proxy         = null
    coredns            = null
    aws-ebs-csi-driver = var.role_arns["ebs-csi"]
    aws-efs-csi-driver = var.role_arns["efs-csi"]
  }
}

resource "aws_eks_addon" "this" {
  for_each = var.eks_addons ? local.eks_addons : {}

  cluster_name                = var.cluster_name
  addon_name                  = each.key
  service_account_role_arn    = each.value
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"
  configuration_values        = each.key == "vpc-cni" ? jsonencode({ enableNetworkPolicy = "true" }) : null
}

resource "kubernetes_namespace_v1" "this" {
  for_each = toset([for chart in local.releases : chart.namespace if chart.namespace != "kube-system"])

  metadata {
    name = each.key
    labels = {
      # Node exporter reads the host's figures, which the stricter levels forbid.
      "pod-security.kubernetes.io/enforce" = each.key == "monitoring" ? "privileged" : "restricted"
    }
  }
}

resource "helm_release" "this" {
  for_each = local.releases

  name       = each.key
  repository = each.value.repository
  chart      = each.value.chart
  version    = each.value.version
  namespace  = each.value.namespace
  values     = [yamlencode(each.value.values)]
  atomic     = true
  timeout    = 900

  depends_on = [kubernetes_namespace_v1.this, aws_eks_addon.this]
}
