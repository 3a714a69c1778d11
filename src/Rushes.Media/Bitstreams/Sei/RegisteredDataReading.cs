namespace Rushes.Media.Bitstreams.Sei;

/// <summary>Knows user data by their registered beginning.</summary>
internal static class RegisteredDataReading
{
    private const int UnitedStates = 0xB5;

    /// <param name="bits">At itu_t_t35_country_code.</param>
    /// <exception cref="MediaFormatException">They end before it is known what they are.</exception>
    public static RegisteredData Identify(BitReader bits)
    {
        if (bits.Read(8) != UnitedStates)
        {
            return RegisteredData.Unknown;
        }

        return bits.Read(16) switch
        {
            0x0031 => bits.ReadBits(32) switch
            {
                0x4741_3934 => bits.Read(8) == 3 ? RegisteredData.Captions : RegisteredData.Unknown, // "GA94"
                0x4454_4731 => RegisteredData.ActiveFormat, // "DTG1"
                _ => RegisteredData.Unknown,
            },
            0x003B => bits.ReadBits(32) == 0x0000_0800 ? RegisteredData.DolbyVision : RegisteredData.Unknown,
            0x003C => bits.Read(16) == 1 && bits.Read(8) == 4 ? RegisteredData.Hdr10Plus : RegisteredData.Unknown,
            _ => RegisteredData.Unknown,
        };
    }
}
