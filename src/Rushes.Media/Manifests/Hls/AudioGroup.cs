namespace Rushes.Media.Manifests.Hls;

/// <summary>A group of sound: every sound of the film once.</summary>
/// <param name="Id">"aac-2": of the encoding and the number of channels that the group is for.</param>
/// <param name="Members">In the order of the sounds.</param>
internal sealed record AudioGroup(string Id, IReadOnlyList<AudioMember> Members)
{
    /// <summary>
    /// One group for each encoding. All groups have to hold the same sounds (RFC 8216bis §4.4.6.1.1), so one that lacks a
    /// sound borrows the track of the nearest encoding; a group that has come out like another is left out.
    /// </summary>
    public static IReadOnlyList<AudioGroup> Of(IReadOnlyList<AudioPresentation> tracks)
    {
        var members = AudioMember.Of(tracks);
        var sounds = members.GroupBy(member => member.Sound).Select(sound => sound.ToArray()).ToArray();
        return [.. members
            .DistinctBy(member => member.Encoding)
            .Select(first => new AudioGroup(
                $"{first.Encoding.Codec}-{first.Encoding.Channels}",
                [.. sounds.Select(sound => Nearest(sound, first.Encoding))]))
            .DistinctBy(group => string.Join('\n', group.Members.Select(member => member.Track.Files.Stem)))];
    }

    private static AudioMember Nearest(AudioMember[] sound, AudioEncoding encoding) =>
        Array.Find(sound, member => member.Encoding == encoding)
        ?? Array.Find(sound, member => member.Encoding.Codec == encoding.Codec)
        ?? sound[0];
}
