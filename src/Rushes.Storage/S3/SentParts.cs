using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>The parts of an upload, all sent.</summary>
/// <param name="Tags">What the server called them, in order.</param>
/// <param name="Size">Bytes of all.</param>
internal sealed record SentParts(List<PartETag> Tags, long Size);
