using BetterAuth.Fuzzing.Commands;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Tests;

/// <summary>The command, as scripts use it.</summary>
public class FuzzCommandTests
{
    [Fact]
    public void The_last_line_counts_and_0_is_returned_when_nothing_failed()
    {
        (int code, string[] lines) = Run("cesr", "--inputs", "200", "--seed", "1");
        Assert.Equal(0, code);
        Assert.Equal("fuzzed: 1 targets, 212 inputs, 0 failures", lines[^1]); // and 12 of the corpus
    }

    [Fact]
    public void One_input_is_run_alone()
    {
        (int code, string[] lines) = Run("times", "--base64", Convert.ToBase64String("2026-11-23T12:00:00Z"u8));
        Assert.Equal(0, code);
        Assert.Equal(["times: holds", "fuzzed: 1 targets, 1 inputs, 0 failures"], lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-target")]
    [InlineData("cesr --seconds")]
    [InlineData("cesr --seed x")]
    [InlineData("cesr --unknown")]
    public void What_is_not_understood_is_answered_with_the_usage(string arguments)
    {
        (int code, string[] lines) = Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, code);
        Assert.StartsWith("betterauth fuzzing:", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_told_with_seed_iteration_bytes_and_the_command_that_repeats_it()
    {
        using TemporaryFolder folder = new();
        using StringWriter output = new();
        FailureReport.Write(new("cesr", 7, 42, [1, 2, 3], [1], "value"), folder.Path, output);
        string text = output.ToString();
        Assert.Contains("FAILED cesr: value", text, StringComparison.Ordinal);
        Assert.Contains("seed 7, iteration 42", text, StringComparison.Ordinal);
        Assert.Contains("AQ==", text, StringComparison.Ordinal);
        string file = Assert.Single(Directory.EnumerateFiles(folder.Path));
        Assert.Equal([1], File.ReadAllBytes(file));
        Assert.Contains($"-- cesr --input {file}", text, StringComparison.Ordinal);
    }

    private static (int Code, string[] Lines) Run(params string[] arguments)
    {
        using StringWriter output = new();
        int code = FuzzCommand.Run(arguments, output);
        return (code, output.ToString().TrimEnd().Split(Environment.NewLine));
    }
}
