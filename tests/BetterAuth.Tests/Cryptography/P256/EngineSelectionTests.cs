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
        Assert.Equal(expected, P256Engines.Create(nothing).Name);
    }

    [Theory]
    [MemberData(nameof(Strategies.WithPlatform), MemberType = typeof(Strategies))]
    public void The_variable_forces_a_strategy(string name) => Assert.Equal(name, new P256Verifier(P256Engines.Create(name)).Strategy);

    [Theory]
    [InlineData("AVX512")]
    [InlineData("neon")]
    [InlineData(" ")]
    public void An_unknown_strategy_is_refused_saying_which_there_are(string name)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => P256Engines.Create(name));
        Assert.Contains("BETTERAUTH_P256", error.Message);
        Assert.Contains($"'{name}' is unknown", error.Message);
        Assert.Contains("scalar, platform", error.Message);
    }

    [Theory]
    [InlineData("1", 1L << 20)]
    [InlineData("4096", 1L << 32)]
    [InlineData("", 64L << 20)]
    [InlineData(null, 64L << 20)]
    public void The_memory_for_tables_is_chosen_in_megabytes(string? megabytes, long bytes) =>
        Assert.Equal(bytes, Assert.IsType<TableP256Engine>(P256Engines.Create("scalar", megabytes)).TableLimit);

    [Fact]
    public void Sixty_four_gigabytes_are_the_most() => Assert.Equal(64L << 30, P256Engines.TableBytesOf("65536"));

    [Fact]
    public void A_strategy_is_found_by_its_name()
    {
        Assert.IsType<LaneStrategy<FieldElement>>(P256Engines.StrategyOf("scalar"));
        Assert.Throws<InvalidOperationException>(() => P256Engines.StrategyOf("neon"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("64 MB")]
    [InlineData("65537")]
    public void A_size_of_the_tables_that_is_none_is_refused(string size)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => P256Engines.Create(null, size));
        Assert.Equal($"BETTERAUTH_P256_TABLES: '{size}' is no number of megabytes from 1 to 65536.", error.Message);
    }

    [Fact]
    public void A_suite_can_have_the_platform_for_good()
    {
        Assert.Equal("platform", Assert.IsType<P256Verifier>(CryptographicSuite.Platform.Verifier).Strategy);
        Assert.Same(P256KeyFactory.Platform, CryptographicSuite.Platform.Keys);
        Assert.NotSame(P256KeyFactory.Platform, CryptographicSuite.Default.Keys);
    }
}
