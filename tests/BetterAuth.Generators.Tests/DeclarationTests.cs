using BetterAuth.Generators.Tests.Support;

namespace BetterAuth.Generators.Tests;

/// <summary>Whatever the language allows around a declaration: the sum compiles without a warning.</summary>
public class DeclarationTests
{
    [Theory]
    [InlineData("[BetterAuthMessage] public partial class M { public int A { get; set; } }")]
    [InlineData("[BetterAuthMessage] public sealed partial record M(int A) { public required string B { get; init; } public string? C { get; set; } = \"c\"; }")]
    [InlineData("[BetterAuthMessage] internal partial struct M { public int A { get; set; } public int Twice => 2 * A; }")]
    [InlineData("[BetterAuthMessage] internal partial record struct M(int A, params int[] B);")]
    [InlineData("[BetterAuthMessage] public readonly partial record struct M(int A);")]
    [InlineData("[BetterAuthMessage] public readonly partial record struct M(Utf8Text? A);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M { private M() { } public int A { get; private set; } public static int B { get; set; } internal int D { get; set; } private int _e; public int this[int i] => _e = i; }")]
    [InlineData("namespace @namespace.@class { [BetterAuthMessage] public sealed partial record @record(int @int, string @string) { public @record? @null { get; init; } } }")]
    [InlineData("public partial interface I { [BetterAuthMessage] public sealed partial record M(int A); }")]
    [InlineData("public partial struct S { public partial record R { [BetterAuthMessage] private protected sealed partial record M(int A); } }")]
    [InlineData("public partial class G<@T> where T : class { [BetterAuthMessage] public readonly partial record struct M(Utf8Text A); }")]
    [InlineData("[BetterAuthMessage] public readonly partial record struct M<T>(T A) where T : struct, IWireView<T>; [BetterAuthMessage] public readonly partial record struct N(M<RawJson> A);")]
    [InlineData("[BetterAuthMessage] public readonly partial record struct M; [BetterAuthMessage] public readonly partial record struct M<T> where T : struct;")]
    [InlineData("[BetterAuthMessage] public sealed partial record M(int A); public sealed partial record M { public int B { get; init; } }")]
    [InlineData("[BetterAuthMessage, Obsolete] public sealed partial record M { [Obsolete(\"no\")] public int A { get; init; } }")]
    [InlineData("#nullable disable\n[BetterAuthMessage] public sealed partial record M(string A, List<string> B, Dictionary<string, M> C, M[] D);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M(int? A, string? B, List<int>? C, Dictionary<string, string?>? D, M? E, N? F, RawJson? G, int?[]? H); [BetterAuthMessage] public partial record struct N(int A);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M(System.Collections.Generic.IReadOnlyList<IReadOnlyList<Alias>> A); [BetterAuthMessage] public sealed partial record Alias(string Global, int System, bool BetterAuth);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M(int Value, int Reader, int Refusal, int Seen, int Member0, int Length, int Any, int Writer);")]
    [InlineData("[BetterAuthMessage] public sealed partial record M { [MemberName(\"😀\\u2028\\\"\\\\\\n\")] public int A { get; init; } }")]
    public void Compiles(string source) => Assert.NotEmpty(Compiler.Generate(source).GeneratedSources);

    [Fact]
    public void A_message_of_64_members_uses_every_bit() =>
        Assert.Contains("1UL << 63", Compiler.Generate($"[BetterAuthMessage] public sealed partial record M({string.Join(", ", Enumerable.Range(0, 64).Select(index => $"int A{index}"))});").GeneratedSources.Single().SourceText.ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_message_of_another_assembly_is_a_member() =>
        Assert.NotEmpty(Compiler.Generate("[BetterAuthMessage] public readonly partial record struct M(BetterAuth.Wire.Messages.RequestAccess A, BetterAuth.Wire.Messages.SignedMessage<RawJson> B);").GeneratedSources);
}
