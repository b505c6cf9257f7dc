# The bucket is made once, by bootstrap/. S3's own lock file keeps two runs apart.
terraform {
  backend "s3" {
    key          = "docent/dev.tfstate"
    use_lockfile = true
    encrypt      = true
  }
}
