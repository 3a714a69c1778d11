using System.Buffers.Binary;
using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Holds what a package keeps of a track (media, index, digests of frames) against the proof and against each other.</summary>
/// <param name="package">That the track is of.</param>
/// <param name="track">As the proof has it.</param>
/// <param name="kind">As the proof has it.</param>
internal sealed class TrackVerifier(PackageInspection package, ProvenTrack track, TrackKind kind)
{
    private readonly List<ProofProblem> _problems = [];

    public async Task<TrackVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        TrackTimes? times = null;
        var opened = false;
        var isStreamed = !package.Contents.IsInMovie(track);
        try
        {
            var records = await FrameRecords.ReadAsync(package.Folder, track, _problems.Add, cancellationToken).ConfigureAwait(false);
            if (records.ProvenIndex is { } index)
            {
                _problems.AddRange(FactComparison.Compare(track, kind, isStreamed ? package.Proof.Sync.Base : 0, index));
                times = isStreamed ? TimesOf(index) : null;
            }

            // The sidecar that its frames are held against is judged with them.
            if ((!isStreamed || track.Encryption is not null) && records.Clear is { IsProven: false, IsMissing: false })
            {
                _problems.Add(new ProofProblem(ProofProblemCodes.Changed, track.Sidecar, "has other bytes"));
            }

            var media = new StreamVerifier(package, track, records);
            opened = isStreamed && await media.VerifyAsync(_problems, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Unreadable, track.Path, exception.Message));
        }

        return new TrackVerdict(track, _problems) { Times = times, IsDecrypted = opened, IsStreamed = isStreamed };
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
}
