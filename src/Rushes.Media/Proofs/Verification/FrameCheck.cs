using System.Security.Cryptography;
using Rushes.Media.Indexing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>The frames of a track, as they come by in decode order, held against a sidecar.</summary>
internal sealed class FrameCheck : IDisposable
{
    private readonly ReadOnlyMemory<byte> _sidecar;
    private readonly ClearFrameCheck? _behind;
    private readonly IncrementalHash _fold = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FrameDigester _digester;

    /// <param name="sizes">Of the frames, bytes.</param>
    /// <param name="sidecar">The digests that are expected; may be cut off, or empty where they are not known.</param>
    /// <param name="behind">The clear frames behind those that are encrypted; null: they are not looked at. Not disposed.</param>
    public FrameCheck(int[] sizes, ReadOnlyMemory<byte> sidecar, ClearFrameCheck? behind = null)
    {
        _sidecar = sidecar;
        _behind = behind;
        _digester = new FrameDigester(sizes, Take);
    }

    /// <summary>The first that is wrong, or not there.</summary>
    public int? FirstWrong { get; private set; }

    /// <summary>That one is cut off, or not there.</summary>
    public bool FirstIsMissing { get; private set; }

    /// <summary>How many there are.</summary>
    public int Wrong { get; private set; }

    /// <summary>No file of the frames was missing.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <param name="part">Of one frame.</param>
    public void Add(ReadOnlySpan<byte> part)
    {
        _behind?.Collect(part);
        _digester.Add(part);
    }

    /// <summary>The next frame does not come, or not whole.</summary>
    public void Miss()
    {
        _behind?.Drop();
        FirstIsMissing |= FirstWrong is null;
        Count(_digester.Frame);
        _digester.Skip();
    }

    /// <summary>The file of the next frame is missing, which is all that is to be said of it.</summary>
    public void Skip()
    {
        IsComplete = false;
        _digester.Skip();
    }

    /// <summary>Digest of the digests of all frames that came; once.</summary>
    public string TakeFrames() => Convert.ToHexStringLower(_fold.GetHashAndReset());

    public void Dispose()
    {
        _fold.Dispose();
        _digester.Dispose();
    }

    private void Take(int frame, ReadOnlySpan<byte> digest)
    {
        _fold.AppendData(digest);
        if (HasDigestOf(frame) && !FrameDigests.Matches(_sidecar.Span, frame, digest))
        {
            _behind?.Drop();
            Count(frame);
        }
        else
        {
            _behind?.Open(frame, digest);
        }
    }

    private void Count(int frame)
    {
        FirstWrong ??= frame;
        Wrong++;
    }

    // It may be cut off.
    private bool HasDigestOf(int frame) => (frame + 1L) * FrameDigests.BytesPerFrame <= _sidecar.Length;
}
