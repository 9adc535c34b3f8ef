using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

public sealed class OptimizerTests
{
    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Optimizers = new()
    {
        ["sgd"] = parameters => optim.SGD(parameters, 0.1),
        ["sgd.momentum"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9),
        ["sgd.dampening"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9, dampening: 0.3),
        ["sgd.nesterov.decay"] = parameters => optim.SGD(parameters, 0.1, momentum: 0.9, weight_decay: 0.05, nesterov: true),
        ["adam"] = parameters => optim.Adam(parameters, 0.1),
        ["adam.decay"] = parameters => optim.Adam(parameters, 0.1, weight_decay: 0.05),
        ["adam.amsgrad"] = parameters => optim.Adam(parameters, 0.1, amsgrad: true),
        ["adamw"] = parameters => optim.AdamW(parameters, 0.1, weight_decay: 0.05),
    };

    private static readonly Dictionary<string, Func<optim.Optimizer, optim.lr_scheduler.LRScheduler>> Schedules = new()
    {
        ["step"] = optimizer => optim.lr_scheduler.StepLR(optimizer, 3, 0.5),
        ["multistep"] = optimizer => optim.lr_scheduler.MultiStepLR(optimizer, [2, 5], 0.1),
        ["exponential"] = optimizer => optim.lr_scheduler.ExponentialLR(optimizer, 0.9),
        ["lambda"] = optimizer => optim.lr_scheduler.LambdaLR(optimizer, epoch => 1.0 / (1 + epoch)),
        ["linear"] = optimizer => optim.lr_scheduler.LinearLR(optimizer, 0.25, 1, 4),
        ["constant"] = optimizer => optim.lr_scheduler.ConstantLR(optimizer, 0.5, 3),
        ["cosine"] = optimizer => optim.lr_scheduler.CosineAnnealingLR(optimizer, 6, 0.01),
        ["sequential"] = optimizer => optim.lr_scheduler.SequentialLR(
            optimizer, [optim.lr_scheduler.LinearLR(optimizer, 0.1, 1, 4), optim.lr_scheduler.CosineAnnealingLR(optimizer, 8)], [4]),
    };

    public static TheoryData<string> OptimizerNames => [.. Optimizers.Keys];

    public static TheoryData<string> ScheduleNames => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void Step_FiveTimes_FollowsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (weight, loss) = Problem();
        using var optimizer = Optimizers[name]([weight]);
        int step = 0;
        foreach (var expected in Recorded.Root.GetProperty("optimizer").GetProperty("steps").GetProperty(name).EnumerateArray())
        {
            weight.grad = null;
            loss().backward();
            optimizer.step();
            Recorded.AssertSame(expected, weight, $"{name}, step {++step}");
        }
    }

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void LoadStateDict_HalfWay_GoesOnIdentically(string name)
    {
        using var scope = NewDisposeScope();
        var (weight, loss) = Problem();
        using var optimizer = Optimizers[name]([weight]);
        Train(weight, loss, optimizer, 3);
        var (copy, copyLoss) = Problem();
        using (no_grad()) copy.copy_(weight);
        using var stream = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        using var restored = Optimizers[name]([copy]);

        restored.load_state_dict(new BinaryReader(stream));

        Train(weight, loss, optimizer, 3);
        Train(copy, copyLoss, restored, 3);
        TensorAssert.Same(weight, copy);
    }

    [Theory]
    [MemberData(nameof(ScheduleNames))]
    public void Schedule_TwelveSteps_FollowsPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD([new Parameter(zeros(1))], 0.4);
        var scheduler = Schedules[name](optimizer);
        int step = 0;
        foreach (var expected in Recorded.Root.GetProperty("schedules").GetProperty(name).EnumerateArray())
        {
            if (step > 0) scheduler.step();
            Assert.Equal(expected.GetDouble(), optimizer.ParamGroups.Single().LearningRate, 9);
            Assert.Equal(expected.GetDouble(), scheduler.get_last_lr().Single(), 9);
            step++;
        }
    }

    [Fact]
    public void Step_GradientNull_LeavesParameterAlone()
    {
        using var scope = NewDisposeScope();
        var idle = new Parameter(ones(2));
        var busy = new Parameter(ones(2));
        using var optimizer = optim.SGD([idle, busy], 0.1, momentum: 0.9, weight_decay: 0.1);
        busy.sum().backward();

        optimizer.step();

        Assert.Equal([1f, 1f], idle.data<float>().ToArray());
        Assert.NotEqual(1f, busy.data<float>()[0]);
    }

    [Fact]
    public void ZeroGrad_OfOptimizer_KeepsGradientsAndOfModuleDropsThem()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        using var optimizer = optim.SGD(layer.parameters(), 0.1);
        layer.call(ones(1, 2)).sum().backward();

        optimizer.zero_grad();
        Assert.Equal([0f, 0f], layer.weight.grad!.data<float>().ToArray());

        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [Fact]
    public void ParamGroups_OwnRates_AreUsedAndSettable()
    {
        using var scope = NewDisposeScope();
        var slow = new Parameter(ones(1));
        var fast = new Parameter(ones(1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([slow], lr: 0.1), new SGD.ParamGroup([fast], lr: 0.5)], 0.3);
        (slow + fast).backward();

        optimizer.step();
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0;
        optimizer.step();

        Assert.Equal(0.9f, slow.item<float>(), 6);
        Assert.Equal(0.5f, fast.item<float>(), 6);
    }

    /// <summary>PyTorch turns the gradient before it adds the decay, the real package the whole step.</summary>
    [Fact]
    public void Sgd_MaximizeWithDecay_TurnsTheWholeStep()
    {
        using var scope = NewDisposeScope();
        Parameter plain = new(tensor(new[] { 1f, -2f })), wide = new(tensor(new[] { 1.0, -2.0 }));
        using var optimizer = optim.SGD([plain, wide], 0.5, momentum: 0.5, weight_decay: 0.25, maximize: true);
        (plain.sum() + wide.sum()).backward();

        optimizer.step();
        optimizer.step();

        // Gradients with decay: 1.25 and 0.5; then, at 1.625 and -1.75, 1.40625 + 0.5 * 1.25 and 0.5625 + 0.5 * 0.5.
        Assert.Equal([2.640625f, -1.34375f], plain.data<float>().ToArray());
        Assert.Equal([2.640625, -1.34375], wide.data<double>().ToArray());
        Assert.Equal([2.03125f, 0.8125f], ((SGD.State)optimizer.state_dict().State[0]).momentum_buffer!.data<float>().ToArray());
    }

    [Fact]
    public void Momentum_SetOnOptimizer_LeavesGroupsAlone()
    {
        using var scope = NewDisposeScope();
        SGD.ParamGroup slow = new([new Parameter(ones(1))], momentum: 0.25);
        Adam.ParamGroup adaptive = new([new Parameter(ones(1))], beta1: 0.5);
        using var sgd = optim.SGD([slow], 0.1, momentum: 0.5);
        using var adam = optim.Adam([adaptive], beta1: 0.75);

        (sgd.Momentum, adam.Betas) = (0.125, (0.25, 0.375));

        Assert.Equal((0.125, 0.25), (sgd.Momentum, slow.Momentum));
        Assert.Equal((0.25, 0.375), adam.Betas);
        Assert.Equal((0.5, 0.999), adaptive.Betas);
    }

    [Fact]
    public void ParamGroup_BeforeAnOptimizer_HasNoInitialRate()
    {
        using var scope = NewDisposeScope();
        SGD.ParamGroup group = new([new Parameter(ones(1))], lr: 0.5);

        Assert.Equal((0.5, 0), (group.LearningRate, group.InitialLearningRate));
        using var optimizer = optim.SGD([group], 0.1);
        Assert.Equal((0.5, 0.5), (group.LearningRate, group.InitialLearningRate));
    }

    [Fact]
    public void ParamGroups_SameParameterTwice_AreTaken()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(1));
        using var optimizer = optim.SGD([new SGD.ParamGroup([parameter], lr: 0.5), new SGD.ParamGroup([parameter], lr: 0.25)], 0.1);
        parameter.sum().backward();

        optimizer.step();

        Assert.Equal(0.25f, parameter.item<float>());
    }

    [Fact]
    public void CosineAnnealing_FromLaterEpoch_GoesOnFromTheRateThatIs()
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD([new Parameter(ones(1))], 0.5);

        var scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, 10, last_epoch: 4);

        Assert.Equal(0.5 * (1 + Math.Cos(Math.PI * 0.5)) / (1 + Math.Cos(Math.PI * 0.4)), scheduler.get_last_lr().Single(), 9);
    }

    [Fact]
    public void LinearRate_FactorsAboveOne_AreTaken()
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD([new Parameter(ones(1))], 0.5);
        var scheduler = optim.lr_scheduler.LinearLR(optimizer, 2, 4, 2);

        Assert.Equal(1, optimizer.ParamGroups.Single().LearningRate, 9);
        scheduler.step();
        scheduler.step();
        Assert.Equal(2, optimizer.ParamGroups.Single().LearningRate, 9);
    }

    [Fact]
    public void Schedule_Verbose_TellsOfChangesAfterTheFirstRate()
    {
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD([new Parameter(ones(1))], 0.5);
        using var text = new StringWriter();
        var console = Console.Out;
        Console.SetOut(text);
        try
        {
            optim.lr_scheduler.StepLR(optimizer, 1, 0.5, verbose: true).step();
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal($"Adjusting learning rate to 0.25{Environment.NewLine}", text.ToString());
    }

    [Fact]
    public void ClipGradNorm_LongGradient_IsScaledAsPyTorchDoes()
    {
        using var scope = NewDisposeScope();
        var recorded = Recorded.Root.GetProperty("clip");
        var weight = new Parameter(Recorded.Tensor(recorded.GetProperty("w")));
        (weight * weight).sum().backward();

        double norm = nn.utils.clip_grad_norm_([weight], 1);

        Assert.Equal(recorded.GetProperty("norm").GetDouble(), norm, 4);
        Recorded.AssertSame(recorded.GetProperty("grad"), weight.grad!, "clipped gradient");
    }

    private static (Parameter Weight, Func<Tensor> Loss) Problem()
    {
        var recorded = Recorded.Root.GetProperty("optimizer");
        var (x, y) = (Recorded.Tensor(recorded.GetProperty("x")), Recorded.Tensor(recorded.GetProperty("y")));
        var weight = new Parameter(Recorded.Tensor(recorded.GetProperty("start")));
        return (weight, () => F.mse_loss(F.linear(x, weight), y));
    }

    private static void Train(Parameter weight, Func<Tensor> loss, optim.Optimizer optimizer, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            weight.grad = null;
            loss().backward();
            optimizer.step();
        }
    }
}
