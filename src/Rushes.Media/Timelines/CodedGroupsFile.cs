using Google.Protobuf;
using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>The stored form of coded groups.</summary>
internal static class CodedGroupsFile
{
    public static void Write(CodedGroups groups, Stream stream)
    {
        var message = new Wire.CodedGroups
        {
            TimeBaseNumerator = groups.TimeBase.Numerator,
            TimeBaseDenominator = groups.TimeBase.Denominator,
            Digests = ByteString.CopyFrom(groups.Digests),
            Complete = true,
        };
        Differences.Add(message.Times, groups.Times);
        TaggedMessage.Write(stream, "RCG1"u8, message);
    }

    public static CodedGroups Read(Stream stream)
    {
        var message = TaggedMessage.Read(stream, "RCG1"u8, Wire.CodedGroups.Parser);
        if (!message.Complete)
        {
            throw new MediaFormatException("groups: ends too early", TaggedMessage.MagicSize);
        }

        try
        {
            var timeBase = new Rational(message.TimeBaseNumerator, message.TimeBaseDenominator);
            return new CodedGroups(timeBase, Differences.Sum(message.Times), message.Digests.Memory);
        }
        catch (Exception refused) when (refused is ArgumentException or OverflowException)
        {
            throw new MediaFormatException($"groups: {refused.Message}", TaggedMessage.MagicSize, refused);
        }
    }
}
