using System.Buffers.Binary;
using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Holds a track's three files (media, index, sidecar) against the proof and against each other.</summary>
/// <param name="folder">Of the package.</param>
/// <param name="track">As the proof has it.</param>
/// <param name="kind">As the proof has it.</param>
/// <param name="baseSeconds">Presentation time 0 on the clock of the media.</param>
/// <param name="advance">Told how many bytes of media were read.</param>
internal sealed class TrackVerifier(PackageFolder folder, ProvenTrack track, TrackKind kind, long baseSeconds, Action<int> advance)
{
    private readonly List<ProofProblem> _problems = [];

    public async Task<TrackVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        TrackTimes? times = null;
        try
        {
            var (index, indexProven) = await ReadIndexAsync(cancellationToken).ConfigureAwait(false);
            if (index is not null && indexProven)
            {
                _problems.AddRange(FactComparison.Compare(track, kind, baseSeconds, index));
                times = TimesOf(index);
            }

            await VerifyMediaAsync(index, indexProven, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(ProofProblemCodes.Unreadable, track.Path, exception.Message);
        }

        return new TrackVerdict(track, _problems) { Times = times };
    }

    private async Task VerifyMediaAsync(FrameIndex? index, bool indexProven, CancellationToken cancellationToken)
    {
        var sidecar = await ReadSidecarAsync(cancellationToken).ConfigureAwait(false);
        await using var media = folder.Open(track.Path);
        if (media is null)
        {
            Report(ProofProblemCodes.Missing, track.Path, "is not there");
            return;
        }

        if (media.Length != track.Size)
        {
            Report(ProofProblemCodes.Size, track.Path, $"has {media.Length} bytes instead of {track.Size}");
        }

        var tables = await ReadTablesAsync(media, cancellationToken).ConfigureAwait(false);
        if (index is not null && tables is not null)
        {
            _problems.AddRange(TableComparison.Compare(track.Path, index, tables, track.Encryption));
        }

        var layout = index is not null && (indexProven || tables is null) ? FrameLayout.Of(index)
            : tables is not null ? FrameLayout.Of(tables, baseSeconds)
            : null;
        if (layout is not null)
        {
            await VerifyBytesAsync(media, layout, sidecar, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task VerifyBytesAsync(Stream media, FrameLayout layout, Sidecar? sidecar, CancellationToken cancellationToken)
    {
        if (layout.FindDisorder() is { } disorder)
        {
            Report(ProofProblemCodes.Tables, track.Path, "lies over the frame before it, or before that one", layout, disorder);
            return;
        }

        // The sidecar has the digests of clear frames.
        using var pass = new MediaPass(layout, track.Encryption is null ? sidecar?.Digests ?? default(ReadOnlyMemory<byte>) : default);
        media.Position = 0;
        await pass.RunAsync(media, advance, cancellationToken).ConfigureAwait(false);
        _problems.AddRange(PassJudgement.Judge(track, layout, pass, sidecar is { IsProven: false }, media.Length == track.Size));
    }

    private async Task<(FrameIndex? Index, bool IsProven)> ReadIndexAsync(CancellationToken cancellationToken)
    {
        await using var file = folder.Open(track.Index);
        if (file is null)
        {
            Report(ProofProblemCodes.Missing, track.Index, "is not there");
            return (null, false);
        }

        var isProven = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)) == track.IndexDigest;
        if (!isProven)
        {
            Report(ProofProblemCodes.Changed, track.Index, "has other bytes");
        }

        try
        {
            file.Position = 0;
            return (FrameIndex.ReadFrom(file), isProven);
        }
        catch (MediaFormatException malformed)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Malformed, track.Index, malformed.What) { Offset = malformed.Offset });
            return (null, isProven);
        }
    }

    private async Task<Sidecar?> ReadSidecarAsync(CancellationToken cancellationToken)
    {
        await using var file = folder.Open(track.Sidecar);
        if (file is null)
        {
            Report(ProofProblemCodes.Missing, track.Sidecar, "is not there");
            return null;
        }

        var expected = (long)track.Frames * FrameDigests.BytesPerFrame;
        var digests = new byte[Math.Min(file.Length, Math.Min(expected, Array.MaxLength))];
        await file.ReadExactlyAsync(digests, cancellationToken).ConfigureAwait(false);
        return new Sidecar(digests, file.Length == expected && Convert.ToHexStringLower(SHA256.HashData(digests)) == track.FramesDigest);
    }

    private async Task<FragmentedFile?> ReadTablesAsync(Stream media, CancellationToken cancellationToken)
    {
        try
        {
            return await FragmentedFile.ReadAsync(media, cancellationToken).ConfigureAwait(false);
        }
        catch (MediaFormatException malformed)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Malformed, track.Path, malformed.What) { Offset = malformed.Offset });
            return null;
        }
    }

    private static TrackTimes TimesOf(FrameIndex index)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> time = stackalloc byte[sizeof(long)];
        foreach (var ticks in index.Frames.Times)
        {
            BinaryPrimitives.WriteInt64BigEndian(time, ticks);
            hash.AppendData(time);
        }

        return new TrackTimes(Convert.ToHexStringLower(hash.GetHashAndReset()), new Rational(index.DecodeDelay - index.FirstTime, index.Timescale));
    }

    private void Report(string code, string path, string message) => _problems.Add(new ProofProblem(code, path, message));

    private void Report(string code, string path, string message, FrameLayout layout, int frame)
    {
        var (number, time) = layout.PlaceOf(frame);
        _problems.Add(new ProofProblem(code, path, message) { Frame = number, Time = time, Offset = layout.Offsets[frame] });
    }

    /// <param name="Digests">At most as many as there are frames.</param>
    /// <param name="IsProven">The proof vouches for them.</param>
    private sealed record Sidecar(byte[] Digests, bool IsProven);
}
