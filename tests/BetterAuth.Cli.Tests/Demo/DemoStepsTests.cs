using BetterAuth.Cli.Demo;
using BetterAuth.Cli.Tests.Support;
using BetterAuth.Errors;

namespace BetterAuth.Cli.Tests.Demo;

public sealed class DemoStepsTests : IDisposable
{
    private readonly TextConsole _console = new();
    private readonly DemoSteps _steps;

    public DemoStepsTests() => _steps = new(_console.Console);

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task A_step_that_succeeds_is_as_expected()
    {
        await _steps.MustSucceedAsync("create", () => Task.FromResult("with [brackets]"));
        AssertLast(1, "create", "with [brackets]");
    }

    [Fact]
    public async Task A_step_that_throws_has_failed()
    {
        await _steps.MustSucceedAsync("create", () => throw new InvalidDataException("no data"));
        AssertLast(0, "FAILED", "no data");
    }

    [Fact]
    public async Task An_attack_that_is_refused_with_its_code_is_as_expected()
    {
        await _steps.MustBeRefusedAsync("replay", "BA203", () => Task.FromResult<Refused?>(new("BA203", "server", "replayed")));
        AssertLast(1, "ok", "replayed");
        await _steps.MustBeRefusedAsync("replay", "BA101", () => throw Refusal.InvalidMessage("signature").ToException());
        AssertLast(2, "ok", "client: BA101");
    }

    [Fact]
    public async Task An_attack_that_is_refused_with_another_code_has_failed()
    {
        await _steps.MustBeRefusedAsync("replay", "BA203", () => Task.FromResult<Refused?>(new("BA101", "server", "malformed")));
        AssertLast(0, "FAILED", "malformed");
        await _steps.MustBeRefusedAsync("replay", "BA203", () => throw Refusal.InvalidMessage("signature").ToException());
        AssertLast(0, "FAILED", "BA101");
    }

    [Fact]
    public async Task An_attack_that_gets_through_or_breaks_has_failed()
    {
        await _steps.MustBeRefusedAsync("replay", "BA203", () => Task.FromResult<Refused?>(null));
        AssertLast(0, "FAILED", "got through");
        await _steps.MustBeRefusedAsync("replay", "BA203", () => throw new HttpRequestException("no server"));
        AssertLast(0, "FAILED", "no server");
    }

    private void AssertLast(int asExpected, params string[] says)
    {
        Assert.Equal(asExpected, _steps.AsExpected);
        Assert.All(says, text => Assert.Contains(text, _console.Lines[^1], StringComparison.Ordinal));
    }
}
