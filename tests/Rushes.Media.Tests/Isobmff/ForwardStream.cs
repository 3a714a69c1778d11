namespace Rushes.Media.Tests.Isobmff;

/// <summary>Takes bytes front to back only, as an upload does.</summary>
internal sealed class ForwardStream : MemoryStream
{
    public override bool CanSeek => false;

    public override long Position
    {
        get => base.Position;
        set => throw new NotSupportedException();
    }

    public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
}
