namespace Rushes.Contracts;

/// <summary>The methods of <c>rushes.v1.Files</c>.</summary>
public static class FileMethods
{
    /// <summary>Bytes in one message.</summary>
    public const int LargestPart = 1 << 20;

    public static readonly Method<FindFileRequest, FindFileResponse> Find = new("rushes.v1.Files/Find", FindFileRequest.Parser, FindFileResponse.Parser);

    public static readonly Method<UploadFileRequest, ObjectRef> Upload =
        new("rushes.v1.Files/Upload", UploadFileRequest.Parser, ObjectRef.Parser) { StreamsRequests = true };

    public static readonly Method<DownloadFileRequest, FilePart> Download =
        new("rushes.v1.Files/Download", DownloadFileRequest.Parser, FilePart.Parser) { StreamsResponses = true };
}
