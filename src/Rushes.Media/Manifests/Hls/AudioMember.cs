namespace Rushes.Media.Manifests.Hls;

/// <summary>What a device can play or not.</summary>
internal readonly record struct AudioEncoding(string Codec, int Channels);

/// <summary>What is heard, however it is encoded.</summary>
/// <param name="Ordinal">Of the tracks that say the same of themselves, from 0.</param>
internal readonly record struct Sound(string Language, AudioPurpose Purpose, string? Label, int Ordinal);

/// <summary>A track as a member of groups: its attributes but for the file and the channels are those of its sound.</summary>
/// <param name="Name">Unique among the sounds.</param>
/// <param name="IsDefault">At most one sound is.</param>
internal sealed record AudioMember(AudioPresentation Track, Sound Sound, AudioEncoding Encoding, string Name, bool IsDefault)
{
    public static IReadOnlyList<AudioMember> Of(IReadOnlyList<AudioPresentation> tracks)
    {
        var sounds = new Sound[tracks.Count];
        for (var i = 0; i < sounds.Length; i++)
        {
            sounds[i] = new Sound(tracks[i].Language, tracks[i].Purpose, tracks[i].Label, tracks.Take(i).Count(earlier => AreAlike(earlier, tracks[i])));
        }

        var names = new UniqueNames();
        var named = sounds.Distinct().ToDictionary(sound => sound, sound => names.Add(NameOf(sound)));
        var first = sounds.Zip(tracks).Where(pair => pair.Second.IsDefault).Select(pair => (Sound?)pair.First).FirstOrDefault();
        return [.. tracks.Zip(sounds, (track, sound) => new AudioMember(track, sound, EncodingOf(track), named[sound], sound == first))];
    }

    private static bool AreAlike(AudioPresentation a, AudioPresentation b) =>
        (a.Language, a.Purpose, a.Label, EncodingOf(a)) == (b.Language, b.Purpose, b.Label, EncodingOf(b));

    private static AudioEncoding EncodingOf(AudioPresentation track) => new(track.Format.Codec, track.Format.Channels);

    private static string NameOf(Sound sound) => sound switch
    {
        { Label: { } label } => label,
        { Purpose: AudioPurpose.Commentary } => $"{sound.Language} (commentary)",
        { Purpose: AudioPurpose.Description } => $"{sound.Language} (description)",
        _ => sound.Language,
    };
}
