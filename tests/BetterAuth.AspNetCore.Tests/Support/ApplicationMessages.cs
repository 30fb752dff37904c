using BetterAuth.Wire;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>What the tests' application is asked at <see cref="Paths.Access"/>.</summary>
[BetterAuthMessage]
internal sealed partial record FooRequest(string Foo, int Count);

/// <summary>What it answers.</summary>
[BetterAuthMessage]
internal sealed partial record FooResponse(string WasFoo, int Count, string Role);

/// <summary>What its tokens carry.</summary>
[BetterAuthMessage]
internal sealed partial record FooAttributes(string Role);

/// <summary>Not what the application expects: <c>foo</c> is a number.</summary>
[BetterAuthMessage]
internal sealed partial record WrongRequest(int Foo, int Count);
