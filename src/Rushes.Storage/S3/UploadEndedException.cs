namespace Rushes.Storage.S3;

/// <summary>An upload is not there any more: it was completed, or somebody has aborted it.</summary>
internal sealed class UploadEndedException(S3Address place, Exception cause) : IOException($"The upload to {place} was ended by somebody else.", cause);
