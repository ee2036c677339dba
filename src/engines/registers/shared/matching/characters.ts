// Characters of Chinese names. Small on purpose: this runs in browsers too, and the keys made of it are stored, so a
// character added here changes the keys of the names that hold it and asks for the keys to be made anew.

const traditional =
  '張张陳陈劉刘楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢許许鄧邓馮冯蔣蒋葉叶閻阎餘余蘇苏呂吕盧卢鐘钟鍾钟陸陆龔龚賈贾範范鄒邹譚谭' +
  '韓韩賴赖龍龙萬万錢钱湯汤歐欧嚴严龐庞顧顾喬乔賀贺莊庄聶聂魯鲁華华國国偉伟強强軍军傑杰濤涛輝辉鵬鹏飛飞剛刚麗丽艷艳靜静蘭兰' +
  '鳳凤蓮莲瓊琼慶庆榮荣貴贵寶宝興兴連连東东陽阳愛爱貞贞義义禮礼誠诚學学書书寧宁夢梦潔洁瑩莹穎颖雲云紅红綠绿蘊蕴蕓芸藝艺嬌娇' +
  '婭娅鈺钰銘铭鋒锋錦锦鎮镇鋼钢維维紹绍經经緒绪績绩縣县純纯緯纬綺绮綸纶顯显順顺願愿風风競竞億亿儀仪倫伦優优勝胜勵励勳勋' +
  '區区協协衛卫嘯啸園园圓圆堅坚壽寿奮奋奧奥嫻娴嬋婵實实審审對对導导岡冈嶺岭巖岩帥帅師师彥彦從从恆恒憲宪應应懷怀戰战' +
  '揚扬擁拥敵敌斂敛時时晉晋暢畅曉晓曄晔棟栋樂乐標标樹树橋桥機机權权歡欢歲岁歷历氣气淚泪淵渊淺浅溫温滿满潤润澤泽濱滨瀾澜' +
  '煒炜燁烨燦灿爾尔牽牵獎奖環环瑋玮璣玑瓏珑畫画異异疊叠皚皑盡尽碩硕祿禄禎祯穩稳筆笔節节聖圣聞闻聰聪聲声職职臨临舉举艦舰' +
  '蒼苍蓋盖蔭荫薩萨蘆芦號号術术裡里複复見见規规覺觉覽览計计訓训記记設设詠咏詩诗詳详語语諾诺謙谦講讲識识護护譽誉變变讓让豐丰' +
  '賓宾賢贤質质贊赞躍跃軒轩輪轮轉转辭辞農农進进運运達达遠远適适選选遷迁還还邊边鄉乡醫医釗钊鈞钧鉅钜銀银鋭锐鐵铁鑒鉴長长門门' +
  '開开閏闰閔闵閣阁闊阔陣阵陰阴際际隨随雙双難难電电霽霁靈灵韋韦響响頂顶項项須须領领頭头題题顏颜類类養养館馆駿骏騰腾驍骁驥骥' +
  '鴻鸿鵑鹃鶴鹤鷹鹰麥麦黨党齊齐齡龄勁劲鶯莺淩凌涼凉凱凯創创卻却發发廣广廠厂彙汇徵征戲戏戶户於于晝昼鬱郁'

const simplified = new Map<string, string>()
for (const letters = [...traditional]; letters.length > 0;) {
  const [from, to] = letters.splice(0, 2)
  simplified.set(from!, to!)
}

export const simplify = (text: string) => [...text].map((letter) => simplified.get(letter) ?? letter).join('')

/** Sound without its tone → characters as they are read in names (任 is ren). */
const soundTable =
  'ai爱艾|an安|ang昂|bai白柏佰|bao宝保葆|bei贝蓓北|bin斌彬宾滨|bing冰兵炳丙秉|bo波博勃伯|cai蔡彩才财采|chang长昌畅常|chao超朝潮|' +
  'chen陈晨辰琛沉宸|cheng成程诚承城澄丞|chong崇冲|chu楚初储|chuan川传|chun春纯淳椿|cong聪从丛|cui崔翠|da达大|dan丹旦|dao道|de德得|' +
  'deng邓登|di迪娣棣|dian典殿|ding丁鼎定|dong东冬栋董动|dou窦|du杜渡|duan段端|dun敦|en恩|er尔儿|fan凡帆范樊繁|fang方芳房放|fei飞菲非斐费|' +
  'fen芬奋|feng峰锋凤风丰冯枫|fu富福付傅夫甫芙符|gan甘干|gang刚钢岗冈|gao高皋|ge歌葛格|gen根|geng耿庚|gong龚宫公功|gu顾谷古|guan关冠官|' +
  'guang光广|gui贵桂归|guo国郭果|hai海|han韩涵汉晗寒翰|hang航杭|hao浩昊豪好皓郝|he和何贺荷鹤赫|hei黑|heng恒衡亨|hong红宏洪鸿虹弘泓|' +
  'hou侯厚|hu胡虎湖|hua华花画|huai怀淮|huan欢环焕桓|huang黄皇凰|hui辉慧惠会晖卉汇|huo霍火|ji吉纪季继基姬计骥济|jia家佳嘉贾甲加|' +
  'jian建健剑俭坚简|jiang江姜蒋将|jiao娇焦姣|jie杰洁捷节婕|jin金锦进晋津瑾今靳|jing静晶敬京景菁婧靖劲|jiu九久|ju菊居巨举|juan娟鹃|jue珏觉|' +
  'jun军君俊钧骏峻均|kai凯开楷恺|kang康|ke可柯科克|kun坤昆|kuo阔|lai来赖|lan兰岚蓝澜|lang朗郎|lao劳|le乐|lei雷磊蕾垒|leng冷|' +
  'li李丽力莉立黎利礼理励里|lian莲连廉练|liang亮梁良凉|liao廖|lin林琳霖麟临淋|ling玲灵凌岭铃令|liu刘柳六流|long龙隆|lu卢陆路鲁露璐芦|' +
  'lv吕绿律|luo罗洛络|lun伦|ma马玛|man曼满|mao毛茂|mei梅美媚玫|men门|meng孟梦萌蒙|mi米密|miao苗妙|min敏民闵旻|ming明铭鸣名|mo莫墨|' +
  'mu木牧穆沐|na娜那|nan南楠男|ni倪妮|nian年念|ning宁凝|niu牛|nuo诺|ou欧|pan潘盘|pang庞|pei培佩裴沛|peng鹏彭朋|ping平萍苹|pu普朴|' +
  'qi琪齐奇琦启其祺戚|qian钱倩谦乾前|qiang强|qiao乔巧桥|qin琴秦勤芹沁|qing青清晴庆卿|qiong琼|qiu秋邱丘|qu曲屈|quan泉全权|que鹊|ran冉然|' +
  'ren仁任人|rong荣蓉容融|rou柔|ru如茹汝|rui瑞睿锐蕊|run润|sa萨|sen森|sha沙莎|shan山珊善杉|shang尚|shao邵少绍|she佘|shen沈申慎|' +
  'sheng生胜盛升圣声|shi石史施诗时士世实仕|shou寿守|shu书淑树舒姝|shuai帅|shuang双爽霜|shui水|shun顺舜|si思司斯|song宋松颂|su苏素肃|' +
  'sui岁|sun孙|suo索|tai泰太|tan谭坛|tang唐汤堂|tao涛陶桃韬|teng腾滕|tian田天添甜|ting婷庭廷亭|tong同彤童佟|tu涂|wan万婉晚|wang王汪旺望|' +
  'wei伟卫维魏薇威韦玮炜蔚巍微|wen文温雯闻|weng翁|wu吴武伍午|xi西喜希熙曦溪|xia夏霞|xian先贤显娴宪|xiang祥向翔香项湘响|' +
  'xiao小晓肖萧潇笑骁孝|xie谢解|xin新欣鑫心馨辛昕|xing星兴邢幸杏|xiong雄熊|xiu秀修|xu徐许旭绪|xuan轩宣萱璇|xue雪学薛|xun勋迅|' +
  'ya亚雅娅|yan燕艳严颜岩彦妍闫阎言炎晏|yang杨阳洋扬羊|yao姚瑶尧耀|ye叶烨晔|yi怡艺义毅一易益亦逸仪依宜伊|yin银尹殷音茵|' +
  'ying英颖莹影迎应盈颍莺|yong勇永咏|you友优尤|yu玉宇雨余于喻育瑜裕钰煜誉|yuan元园袁媛远圆渊源|yue月悦岳越|yun云芸韵运|za咱|zan赞|ze泽|' +
  'zeng曾增|zhan展詹战|zhang张章彰|zhao赵昭照钊兆|zhe哲|zhen珍真振震贞镇臻|zheng郑正征政|zhi志芝智治之枝直|zhong钟忠中仲|zhou周洲舟|' +
  'zhu朱珠竹祝|zhuang庄壮|zhuo卓|zi子紫梓姿|zong宗|zou邹|zu祖|zuo左|' +
  'ying瑛樱瀛滢缨|pei珮|wan琬|yu妤昱彧羽愉毓渝郁|yue玥跃|rui芮|ran苒|zhen蓁桢|heng姮|chan婵|e娥|chang嫦昶|yan嫣琰焱雁|fei妃霏|shan姗|jun珺|ke珂|wen玟纹|kun琨堃|jing璟|yun昀筠耘|xuan暄|yang旸炀|hao灏|yuan沅鸢苑|ling泠翎苓伶聆龄|xi浠锡惜|qi淇崎岐骐绮麒|zhan湛|chong翀|yi翊奕弈屹懿忆意谊|ming茗|li荔俐俪|wei葳惟|man蔓|hui蕙|rong嵘榕|zheng峥|tian恬|hua桦骅|tong桐|wu梧|tang棠|qin钦|kai锴|duo铎|shuo铄|qian骞茜|dai黛|xiu琇绣|juan绢|mian绵|xia侠|jie劼|zhe喆|qiang墙|fu孚|yin寅|song嵩|zhou州|biao彪|ge戈|tuo拓|yao曜|che澈|can灿璨|di笛|gang纲|ruo若|han菡|die蝶|bang邦|xiao霄|ni霓|shao韶|kui魁|mo默|he禾'

const sounds = new Map<string, string>()
for (const group of soundTable.split('|')) {
  const sound = /^[a-z]+/.exec(group)![0]
  for (const letter of group.slice(sound.length)) sounds.set(letter, asHeardHere(sound))
}

/** Who grew up with Shanghainese parts neither zh from z nor -ing from -in, and writes names down so: 陈 for 程. */
function asHeardHere(sound: string): string {
  return sound.replace(/^([zcs])h/, '$1').replace(/([ie])ng$/, '$1n')
}

/** The sound of a character, or the character itself when no name we know holds it. */
export const soundOf = (letter: string) => sounds.get(letter) ?? letter

// Pairs that hands and scanners confuse though they sound apart; those of one sound are found by their sound.
const shapeGroups = (
  '未末 已己巳 天夭夫 王玉 治冶 颖颍 晴睛 宇字 祥详样 茵菌 桔结 侯候 萍苹 娟捐 析折 兰三 佳住 洪供 ' +
  '洋详 春舂 宁宇 士土 刚钢 伟炜纬 文丈 千干 日曰 明朋 田由 申电 令今 午牛 丹舟 伦抡 林材 昊吴 莉利 ' +
  '姗珊 昱显 晓皖 彬林 斌武 芬芳 云去 亚业 卿聊 仓仑 弘红 惠思 梅海 怡治 佩偑 凤风 琴瑟 玲珍 铃铭 ' +
  '峰锋 炎灸 杰烈 英荚 荣菜 芝艺 敏敬 辰晨'
).split(' ')
const shapes = new Map<string, Set<string>>()
for (const group of shapeGroups)
  for (const letter of group) {
    const known = shapes.get(letter) ?? new Set<string>()
    for (const other of group) known.add(other)
    shapes.set(letter, known)
  }

export const isHomophone = (a: string, b: string) => sounds.has(a) && sounds.get(a) === sounds.get(b)
export const isSimilarShape = (a: string, b: string) => shapes.get(a)?.has(b) === true
