using Rushes.Contracts;

namespace Rushes.Audio.Api;

/// <summary>Checks a request for an audio track.</summary>
internal static class EncodeAudioApi
{
    public static IEnumerable<Failure> Validate(EncodeAudioRequest request)
    {
        if (request is not { Media: not null, Track: not null, Origin.Denominator: > 0, Lead: { Numerator: >= 0, Denominator: > 0 } })
        {
            yield return Failure.Refusal("request.source", "An audio request needs media, track, origin and lead.", "Inspect the source first.");
        }

        if (request.Name.Length == 0)
        {
            yield return Failure.Refusal("request.name", "The track has no name.", "Name it after language, codec and channels.");
        }
    }
}
