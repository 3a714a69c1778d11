namespace Rushes.Media.Manifests;

/// <summary>What a track of sound is for.</summary>
public enum AudioPurpose
{
    Programme,
    Commentary,

    /// <summary>Tells what is seen, for those who do not see it.</summary>
    Description,
}
