variables {
  name              = "docent-test"
  oidc_provider_arn = "arn:aws:iam::000000000000:oidc-provider/oidc.example.com/id/1"
  oidc_issuer       = "oidc.example.com/id/1"
  bucket_arn        = "arn:aws:s3:::example"
  kms_key_arn       = "arn:aws:kms:eu-central-1:000000000000:key/1"
  cluster_name      = "docent-test"
  secret_prefix     = "docent/test/"
  scientists        = ["ada"]
}

run "roles_are_for_one_account_each" {
  command = plan

  assert {
    condition = alltrue([
      for role in aws_iam_role.this : jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["oidc.example.com/id/1:aud"] == "sts.amazonaws.com"
    ])
    error_message = "A role can be taken with a token for someone else."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this["trainer"].assume_role_policy).Statement[0].Condition.StringEquals["oidc.example.com/id/1:sub"] == "system:serviceaccount:docent:docent-trainer"
    error_message = "The trainer's role isn't the trainer's alone."
  }
}

run "serving_reads_only" {
  command = plan

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role_policy.bucket["serving"].policy).Statement : statement.Sid != "Write"])
    error_message = "Serving can write to the bucket."
  }

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_role_policy.bucket["serving"].policy).Statement : [
        for resource in statement.Resource : resource != "*" && resource != "arn:aws:s3:::example/*"
      ]
    ]))
    error_message = "Serving reads more than what it searches with."
  }

  # Where a new model is kept back, production's vectors of the new index are in the evaluation.
  assert {
    condition = alltrue([
      for stage in ["index", "topics", "vectors", "evaluate"] : contains(flatten([
        for statement in jsondecode(aws_iam_role_policy.bucket["serving"].policy).Statement : statement.Resource
      ]), "arn:aws:s3:::example/workspace/artifacts/${stage}/*")
    ])
    error_message = "Serving can't read all that a release is searched with."
  }
}

run "a_scientist_writes_only_below_their_prefix" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_role_policy.bucket["scientist-ada"].policy).Statement : [
        for resource in statement.Resource : resource == "arn:aws:s3:::example/scientists/ada/*"
      ] if statement.Sid == "Write"
    ]))
    error_message = "A data scientist can write outside of their own prefix."
  }
}

run "names_are_checked" {
  command = plan

  variables {
    scientists = ["Ada Lovelace"]
  }

  expect_failures = [var.scientists]
}
