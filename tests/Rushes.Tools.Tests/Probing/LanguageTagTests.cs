using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("eng", "en")]
    [InlineData("ger", "de")]
    [InlineData("deu", "de")]
    [InlineData("chi", "zh")]
    [InlineData("FRE", "fr")]
    [InlineData("en", "en")]
    [InlineData("pt_br", "pt-BR")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("es-419", "es-419")]
    [InlineData("gsw", "gsw")]
    [InlineData("qaa", "qaa")]
    [InlineData("zxx", "zxx")]
    [InlineData("und", "und")]
    [InlineData("", "und")]
    [InlineData("English", "und")]
    [InlineData("e", "und")]
    [InlineData("```", "und")]
    [InlineData("../x", "und")]
    [InlineData("en-", "und")]
    public void FromContainer_Code_BecomesShortestTag(string code, string tag) =>
        Assert.Equal(tag, LanguageTag.FromContainer(code));

    [Fact]
    public void Table_Holds204CodesOf184Languages()
    {
        Assert.Equal(204, LanguageCodes.ShortByLong.Count);
        Assert.Equal(184, LanguageCodes.ShortByLong.Values.Distinct().Count());
    }
}
