namespace Rushes.Storage.S3;

/// <summary>Where an object lies.</summary>
/// <param name="Bucket">Its name.</param>
/// <param name="Key">All of it, with the prefix of the store.</param>
internal sealed record S3Address(string Bucket, string Key)
{
    /// <summary>As URIs are written here, each segment escaped.</summary>
    public override string ToString() => S3Uri.Write(this);
}
