using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Whether the clear frames of an encrypted track can be looked at, and what is said of them.</summary>
/// <param name="track">Encrypted, as the proof has it.</param>
/// <param name="keys">That were given; null: none, which is no problem.</param>
internal sealed class TrackDecryption(ProvenTrack track, PackageEncryption? keys)
{
    private readonly Guid _keyId = track.Encryption?.KeyId ?? Guid.Empty;

    /// <param name="media">Of the track.</param>
    /// <param name="tables">Of the media.</param>
    /// <param name="frames">Where they are looked for.</param>
    /// <param name="records">Of the frames.</param>
    /// <param name="report">Told why the keys open nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: they are not looked at.</returns>
    public async Task<ClearFrameCheck?> OpenAsync(
        Stream media, FragmentedFile? tables, FrameLayout frames, FrameRecords records, Action<ProofProblem> report, CancellationToken cancellationToken)
    {
        if (track.Encryption is null || keys is null)
        {
            return null;
        }

        if (keys.Keys.Values.Select(labelled => labelled.Key).FirstOrDefault(key => key.Id == _keyId) is not { } key)
        {
            report(new ProofProblem(ProofProblemCodes.Key, track.Path, $"no key was given for the id {_keyId}"));
            return null;
        }

        // What else is wrong is reported already: proof, index and tables have been held against each other.
        if (tables is null || tables.Samples.Count != track.Frames || frames.Count != track.Frames || !records.Clear.IsProven)
        {
            return null;
        }

        var samples = await ProtectedSamples.ReadAsync(media, tables.Track, cancellationToken).ConfigureAwait(false);
        return samples.Track.KeyId == _keyId ? new ClearFrameCheck(samples, key, records.Clear.Digests) : null;
    }

    /// <param name="check">After the last frame.</param>
    /// <param name="frames">Where they lie.</param>
    /// <param name="boxesChanged">With them what says how the frames are encrypted.</param>
    public IEnumerable<ProofProblem> Judge(ClearFrameCheck check, FrameLayout frames, bool boxesChanged)
    {
        if (check.KeyIsWrong && !boxesChanged)
        {
            yield return new ProofProblem(ProofProblemCodes.Key, track.Path, $"the key that was given for the id {_keyId} opens no frame; the encrypted frames are held against the proof as they are");
        }
        else if (check.FirstWrong is { } frame)
        {
            var doubt = boxesChanged ? ", or is encrypted otherwise than the boxes say, which changed" : "";
            yield return frames.At(
                new ProofProblem(ProofProblemCodes.Frame, track.Path, $"is as it was written, and not what was packaged when it is decrypted{doubt}; frames that are wrong: {check.Wrong}"), frame);
        }
    }
}
