variables {
  name               = "docent-test"
  availability_zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  kms_key_arn        = "arn:aws:kms:eu-central-1:000000000000:key/1"
}

run "subnets_do_not_overlap" {
  command = plan

  assert {
    condition     = sort([for subnet in aws_subnet.private : subnet.cidr_block]) == tolist(["10.40.128.0/18", "10.40.192.0/18", "10.40.64.0/18"])
    error_message = "Private subnets aren't the last three quarters of the network."
  }

  assert {
    condition     = sort([for subnet in aws_subnet.public : subnet.cidr_block]) == tolist(["10.40.0.0/20", "10.40.16.0/20", "10.40.32.0/20"])
    error_message = "Public subnets aren't within the first quarter of the network."
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 1
    error_message = "One NAT gateway was asked for."
  }
}

run "a_small_network_is_refused" {
  command = plan

  variables {
    cidr = "10.0.0.0/24"
  }

  expect_failures = [var.cidr]
}
