namespace Rushes.Media.Bitstreams.Levels;

/// <summary>Levels of HEVC and AV1 come in two tiers, which differ in their bit rates. Those of other codecs are all main.</summary>
public enum LevelTier
{
    Main,
    High,
}
