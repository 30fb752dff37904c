using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Tests.Cryptography.P256;

public class EngineSelectionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void The_fastest_strategy_the_processor_supports_is_chosen(string? nothing)
    {
        string expected = Lanes512.IsSupported ? "avx512" : Lanes256.IsSupported ? "avx2" : "scalar";
        Assert.Equal(expected, P256Engines.Create(nothing, TableP256Engine.DefaultTableBytes).Name);
    }

    [Theory]
    [MemberData(nameof(Strategies.WithPlatform), MemberType = typeof(Strategies))]
    public void The_variable_forces_a_strategy(string name) => Assert.Equal(name, new P256Verifier(P256Engines.Create(name, TableP256Engine.DefaultTableBytes)).Strategy);

    [Theory]
    [InlineData("AVX512")]
    [InlineData("neon")]
    [InlineData(" ")]
    public void An_unknown_strategy_is_refused_saying_which_there_are(string name)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => P256Engines.Create(name, TableP256Engine.DefaultTableBytes));
        Assert.Contains("BETTERAUTH_P256", error.Message);
        Assert.Contains($"'{name}' is unknown", error.Message);
        Assert.Contains("scalar, platform", error.Message);
    }

    [Fact]
    public void A_suite_can_have_the_platform_for_good()
    {
        Assert.Equal("platform", Assert.IsType<P256Verifier>(CryptographicSuite.Platform.Verifier).Strategy);
        Assert.Same(P256KeyFactory.Platform, CryptographicSuite.Platform.Keys);
        Assert.NotSame(P256KeyFactory.Platform, CryptographicSuite.Default.Keys);
    }
}
